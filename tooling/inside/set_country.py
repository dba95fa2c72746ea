"""Sets the first company's country and currency, before accounting is installed."""

import os

code = os.environ["RETAIL_COUNTRY"]
country = env["res.country"].search([("code", "=", code)])
country.currency_id.active = True
env.ref("base.main_company").write(
    {"country_id": country.id, "currency_id": country.currency_id.id}
)
env.cr.commit()
