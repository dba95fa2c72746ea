from . import retail_pickup_keep
from . import retail_pickup_undo
from . import retail_pickup_wizard
from . import retail_pickup_wizard_confirm
from . import retail_pickup_wizard_line
