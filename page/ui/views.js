import { byId, element, shown } from "./element.js";

/** Named views: what one sees now, kept under a name in the page's address. */
export class ViewsPanel {
  /** @param {import("./address.js").Address} address */
  constructor(address) {
    this.address = address;
    this.list = byId("views-list", HTMLElement);
    this.field = byId("view-name", HTMLInputElement);
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.save();
      if (event.key === "Escape") byId("overlay", HTMLElement).focus();
    });
    byId("view-save", HTMLButtonElement).onclick = () => this.save();
    address.onViews = () => this.show();
    this.show();
  }

  save() {
    const { address, field } = this;
    const name = field.value.trim() || `View ${address.views.length + 1}`;
    const others = address.views.filter((view) => view.name !== name);
    address.keep([...others, { name, fragment: address.fragment() }]);
    field.value = "";
  }

  show() {
    const { address } = this;
    this.list.replaceChildren(...address.views.map((view) => {
      const others = address.views.filter((other) => other !== view);
      return element("li", { className: "group" },
        element("button", {
          title: "Go back to this view", onclick: () => address.go(view.fragment),
        }, element("span", { className: "name" }, shown(view.name, 80))),
        element("button", {
          className: "close", title: "Forget this view", ariaLabel: "Forget this view",
          onclick: () => address.keep(others),
        }, "✕"));
    }));
  }
}
