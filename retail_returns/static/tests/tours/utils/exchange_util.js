/** From the payment of a return back to the cart, to add what is bought for it. */
export function press(label = "Exchange") {
    return [
        {
            content: `press ${label}`,
            trigger: `.exchange-button:contains("${label}")`,
            run: "click",
        },
        {content: "the products are shown", trigger: ".product-screen"},
    ];
}

export function lineCosts(name, amount) {
    return {
        content: `${name} costs ${amount}`,
        trigger: `.orderline:contains("${name}"):contains("${amount}")`,
    };
}

export function payOrderByRefund(amount) {
    return {
        content: `let the refund pay ${amount} of the order`,
        trigger: `.pay-order-by-refund:contains("${amount}")`,
        run: "click",
    };
}

export function askedOnlineIs(number) {
    return {
        content: `${number} was asked for online`,
        trigger: `.asked-online:contains("${number}")`,
    };
}
