"""What attention is worth: organic value by published rates and by what own ads paid."""
