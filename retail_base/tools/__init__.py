from . import distance, judge, opening, read_id
