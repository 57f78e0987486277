"""What goes wrong: a seeded plan, and the hands that carry it out."""
