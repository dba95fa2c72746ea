import inspect

from odoo.tests import TransactionCase, tagged

ADDON = "odoo.addons.retail_customer_orders."


@tagged("post_install", "-at_install")
class TestImportOrder(TransactionCase):
    """`models/__init__.py` is in alphabetical order, which decides what extends what.

    What a file adds to a method of another file of this addon must come after it:
    a method that asks nobody (no `super()`) hides all that were imported before.
    """

    def test_extensions_come_after_what_they_extend(self):
        hidden = []
        for model in self.env.registry.models.values():
            outer = {}
            # From what was imported last to what was imported first.
            for cls in model.mro():
                if not cls.__module__.startswith(ADDON):
                    continue
                for name, method in vars(cls).items():
                    if not inspect.isfunction(method):
                        continue
                    if name in outer and not self.asks_super(outer[name]):
                        hidden.append(f"{cls.__module__}: {name}")
                    outer[name] = method
        self.assertFalse(hidden, "These are never called.")

    def asks_super(self, method):
        return "super(" in inspect.getsource(inspect.unwrap(method))
