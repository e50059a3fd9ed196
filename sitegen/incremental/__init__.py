"""What is remembered between builds, and work in several processes: the same steps, fewer of them done."""
