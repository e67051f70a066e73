"""TikTok Shop: what it sold, what it kept, and whom it credits."""
