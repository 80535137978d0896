"""Places where a text reports that people spoke, with who took part and the days near them."""
