"""The rules that read calls in sentences."""
