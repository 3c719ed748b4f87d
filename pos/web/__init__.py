"""What every page that gongji serves has in common: the door with its access code, the guards, the look, where it listens."""
