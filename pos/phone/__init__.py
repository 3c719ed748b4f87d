"""The insured person's phone as a small web page on the local network: a code held to the till's camera, and a family's grants."""
