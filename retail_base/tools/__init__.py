from . import distance, judge, opening
