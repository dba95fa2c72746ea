from . import range_query
