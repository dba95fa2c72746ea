from . import retail_pickup_keep
from . import retail_pickup_wizard
from . import retail_pickup_wizard_line
