"""Makes the bundles that tests in the browser load once, not in each of them again.

Debian's package leaves a library out, and the bundles with it fail: it is taken out of
them. `retail_base` does so in the unit tests' bundle itself.
"""

BUNDLES = (
    "point_of_sale.assets_prod",
    "point_of_sale.customer_display_assets",
    "web.assets_frontend",
    "web.assets_frontend_lazy",
    "web.assets_frontend_minimal",
    "web.assets_tests",
    "web.assets_unit_tests",
    "web.assets_unit_tests_setup",
    "web.assets_web",
)
MISSING = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"

failing = ["web.assets_web"]
if env["ir.module.module"]._get("retail_base").state != "installed":
    failing.append("web.assets_unit_tests_setup")
for bundle in failing:
    env["ir.asset"].create(
        {
            "name": f"{bundle} without a missing library",
            "bundle": bundle,
            "directive": "remove",
            "path": MISSING,
        }
    )
for bundle in BUNDLES:
    env["ir.qweb"]._get_asset_bundle(bundle, css=False, js=True).js()
    env["ir.qweb"]._get_asset_bundle(bundle, css=True, js=False).css()
env.cr.commit()
