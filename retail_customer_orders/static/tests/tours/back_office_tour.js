import {registry} from "@web/core/registry";

function press(name, scope = ".o_form_statusbar") {
    return {
        content: `Press ${name}`,
        trigger: `${scope} button[name="${name}"]:visible`,
        run: "click",
    };
}

function wizardSays(field, amount) {
    return {
        content: `The wizard shows ${amount} before it is confirmed`,
        trigger: `.modal .o_field_widget[name="${field}"]:contains("${amount}")`,
    };
}

function confirmWizard() {
    return [
        {
            content: "Confirm what was shown",
            trigger: ".modal-footer .btn-primary:visible",
            run: "click",
        },
        {content: "It is done", trigger: "body:not(:has(.modal))"},
    ];
}

function choose(field, text, scope = ".modal") {
    const input = `${scope} .o_field_widget[name="${field}"] input`;
    return [
        {content: `Look for ${text}`, trigger: input, run: `edit ${text}`},
        {
            content: `Choose ${text}`,
            trigger: `.o-autocomplete--dropdown-item a:contains("${text}")`,
            run: "click",
        },
    ];
}

// From a quote to the refund, without a till: four chairs of 100, of which one is
// handed out and the others are cancelled for 10 %.
registry.category("web_tour.tours").add("retail_customer_orders_back_office", {
    steps: () =>
        [
            {
                content: "The quote is open",
                trigger: ".o_form_view .o_field_widget[name=order_line]",
            },
            {
                content: "Confirm it",
                trigger: ".o_form_statusbar button:contains(Confirm):visible",
                run: "click",
            },
            {content: "It is open", trigger: ".ribbon:contains(Open)"},
            press("action_take_payment"),
            {
                content: "More than is asked for",
                trigger: ".modal .o_field_widget[name=amount] input",
                run: "edit 200 && press Tab",
            },
            wizardSays("deposit_after", "200.00"),
            confirmWizard(),
            {
                content: "The order holds it",
                trigger: ".oe_stat_button:contains(200.00)",
            },
            press("action_hand_out"),
            {
                content: "Open the line",
                trigger: ".modal .o_data_row td[name=quantity]",
                run: "click",
            },
            {
                content: "One chair",
                trigger: ".modal .o_field_widget[name=quantity] input",
                run: "edit 1 && press Tab",
            },
            wizardSays("amount_due", "50.00"),
            confirmWizard(),
            {content: "A part is out", trigger: ".ribbon:contains(Partly Fulfilled)"},
            press("action_cancel"),
            // No question before the wizard: the money is in it.
            wizardSays("amount", "300.00"),
            wizardSays("forfeited", "30.00"),
            wizardSays("refund", "120.00"),
            choose("reason_id", "Customer no longer wants it"),
            confirmWizard(),
            {content: "Nothing is left", trigger: ".ribbon:contains(Fulfilled)"},
            {
                content: "A fulfilled order has nothing to cancel",
                trigger:
                    ".o_form_statusbar:not(:has(button[name=action_cancel]:visible))",
            },
        ].flat(),
});
