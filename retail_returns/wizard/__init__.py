from . import retail_return_reject
from . import retail_return_wizard
from . import retail_return_wizard_line
