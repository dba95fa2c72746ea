import * as ProductScreen from "@point_of_sale/../tests/pos/tours/utils/product_screen_util";

const TARGETS = "button, select, textarea, input:not([type=checkbox], [type=radio])";
const THUMB = 44;

function isOffScreen(box) {
    return box.left < -1 || box.right > window.innerWidth + 1;
}

function describe(element, {width, height}) {
    const text = (element.textContent || element.placeholder || "").trim();
    return `"${text || element.className}" ${Math.round(width)}x${Math.round(height)}`;
}

/** Whatever is pressed there lies on the screen of a phone, and a thumb can meet it. */
export function fitsThePhone(selector) {
    return {
        isActive: ["mobile"],
        content: `${selector} fits the screen of a phone`,
        trigger: selector,
        run: ({anchor}) => {
            if (anchor.scrollWidth > anchor.clientWidth + 1) {
                throw new Error(`${selector} is wider than the screen`);
            }
            const wrong = [...anchor.querySelectorAll(TARGETS)]
                .map((element) => [element, element.getBoundingClientRect()])
                // What scrolls sideways on purpose may lie outside.
                .filter(
                    ([element, {width}]) =>
                        width && !element.closest(".overflow-x-auto, .numpad")
                )
                .filter(
                    ([, box]) =>
                        isOffScreen(box) || Math.min(box.width, box.height) < THUMB - 1
                )
                .map(([element, box]) => describe(element, box));
            if (wrong.length) {
                throw new Error(`Off the screen or too small: ${wrong.join(", ")}`);
            }
        },
    };
}

/** Back to the products, where the button to pay is. */
export function backToProducts() {
    return {...ProductScreen.back(), isActive: ["mobile"]};
}
