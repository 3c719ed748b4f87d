"""Where pictures and texts come from: a file, a camera, a hand scanner."""
