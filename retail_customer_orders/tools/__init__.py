from . import deposit
from . import payload
from . import reference
from . import totals
