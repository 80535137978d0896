"""What an article tells as a whole: what goes on, what turns away, which call is meant."""
