from . import deposit
from . import payload
from . import payload_edit
from . import quiet
from . import reference
from . import totals
from . import validity
