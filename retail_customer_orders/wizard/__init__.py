from . import retail_pickup_wizard
from . import retail_pickup_wizard_line
