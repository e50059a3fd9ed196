"""Pictures of pages, as messengers and networks show them beside a link: drawn with Pillow, where it is installed."""
