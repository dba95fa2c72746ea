import {expect, test} from "@odoo/hoot";
import {animationFrame, click, waitFor} from "@odoo/hoot-dom";
import {definePosModels} from "@point_of_sale/../tests/unit/data/generate_model_definitions";
import {setupPosEnv} from "@point_of_sale/../tests/unit/utils";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {mountWithCleanup, onRpc} from "@web/../tests/web_test_helpers";
import {MainComponentsContainer} from "@web/core/main_components_container";

definePosModels();

const REQUEST = {
    kind: "other",
    description: "Sell it",
    amount: 10,
    ticketUuid: "ticket",
};

async function openDialog(request = {}) {
    const store = await setupPosEnv();
    onRpc("retail.approval", "get_approvers_from_ui", () => [
        {login: "mona", name: "Mona"},
    ]);
    await mountWithCleanup(MainComponentsContainer);
    const answer = askApproval(store, {...REQUEST, ...request});
    await waitFor(".retail-approver");
    return {answer};
}

async function pressButton(selector) {
    await click(selector);
    await animationFrame();
}

test("an answer that was lost is asked for with the same uuid", async () => {
    const uuids = [];
    onRpc("retail.approval", "approve_from_ui", ({args}) => {
        const [, vals] = args;
        uuids.push(vals.uuid);
        expect(vals).toMatchObject({
            kind: "other",
            description: "Sell it",
            amount: 10,
            ticket_uuid: "ticket",
            login: "mona",
            pin: "12",
        });
        return {
            ok: uuids.length > 1,
            uuid: vals.uuid,
            approver: "Mona",
            message: "Wrong",
        };
    });
    const {answer} = await openDialog();
    await pressButton(".retail-approver");
    for (const attempt of [1, 2]) {
        await pressButton(".numpad-button[value='1']");
        await pressButton(".numpad-button[value='2']");
        await pressButton(".retail-approve");
        expect(uuids).toHaveLength(attempt);
    }
    expect(await answer).toEqual({
        uuid: uuids[0],
        approver: "Mona",
        reasonId: false,
    });
    expect(uuids[0]).toBe(uuids[1]);
});

test("a reason that needs a note is not sent without one", async () => {
    onRpc("retail.approval", "approve_from_ui", () => expect.step("asked"));
    await openDialog({reasonKind: "approval"});
    expect(".retail-reason").toHaveCount(2);
    expect(".retail-reason:first").toHaveText("Other");
    await pressButton(".retail-reason:first");
    await pressButton(".retail-approver");
    expect(".retail-message").toHaveText("Write a note: this reason needs one.");
    expect(".retail-pin").toHaveCount(0);
    expect.verifySteps([]);
});

test("nobody approves off line", async () => {
    const store = await setupPosEnv();
    await mountWithCleanup(MainComponentsContainer);
    store.data.network.offline = true;
    expect(await askApproval(store, REQUEST)).toBe(null);
    store.data.network.offline = false;
});
