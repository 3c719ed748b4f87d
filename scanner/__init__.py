"""What stands in a picture, before a camera or on a hand scanner's wire: a `Code`, and nothing about what it means.

`scanner.code.Code` is the result; `scanner.read` reads pictures, `scanner.sources.camera` reads live, `scanner.encode` draws.
This module imports nothing, so that a command that scans nothing pays for no array package.
"""
