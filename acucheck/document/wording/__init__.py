"""The fixed words of pages, and sentences made of what was answered."""
