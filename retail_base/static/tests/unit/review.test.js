import {expect, test} from "@odoo/hoot";
import {animationFrame, click, queryAllTexts, waitFor} from "@odoo/hoot-dom";
import {Navbar} from "@point_of_sale/app/components/navbar/navbar";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {MainComponentsContainer} from "@web/core/main_components_container";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";

definePosModels();

const REVIEW = {
    id: 1,
    ticket: "265-1-000001",
    amount: 100,
    customer: "Kari",
    date: "2030-01-01 10:00:00",
    message: "Store C hands out no orders.",
    way_out: "Mona settles the rest.",
};

test("the register shows how many tickets are reviewed, and why", async () => {
    let reviews = [REVIEW, {...REVIEW, id: 2, customer: ""}];
    onRpc("retail.review", "read_open_from_ui", () => reviews);
    const store = await setupPosEnv();
    await store.refreshReviews();
    await mountWithCleanup(MainComponentsContainer);
    await mountWithCleanup(Navbar);
    expect(".retail-review-count").toHaveText("2");
    await click(".retail-review-button");
    await waitFor(".retail-review");
    expect(queryAllTexts(".retail-message")).toEqual(Array(2).fill(REVIEW.message));
    expect(".retail-way-out:eq(0)").toHaveText(REVIEW.way_out);
    reviews = [];
    await store.refreshReviews();
    await animationFrame();
    expect(".retail-review-dialog").toHaveText(/Nothing waits for a manager/);
    expect(".retail-review-button").toHaveCount(0);
});

test("off line the list stays as it was", async () => {
    onRpc("retail.review", "read_open_from_ui", () => [REVIEW]);
    const store = await setupPosEnv();
    await store.refreshReviews();
    store.data.network.offline = true;
    await store.refreshReviews();
    expect(store.reviews).toHaveLength(1);
});
