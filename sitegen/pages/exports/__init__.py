"""Files for programs: feeds, calendar, sitemap, tables of data."""
