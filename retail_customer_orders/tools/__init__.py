from . import charges
from . import deposit
from . import deposit_rule
from . import payload
from . import quiet
from . import reference
from . import slots
from . import totals
