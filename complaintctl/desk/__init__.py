"""The desk: the whole day in one screen, on Textual. It asks the office, shows what `words` say, and knows no rule."""
