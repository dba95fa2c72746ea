from . import retail_return_analysis
from . import retail_return_suspicion
from . import retail_return_suspicion_query
