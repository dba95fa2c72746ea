from . import judge
