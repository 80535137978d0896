"""The rules that say which part of a sentence tells what was discussed in a call."""
