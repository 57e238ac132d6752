// @ts-check
/** What happens to calls, in words. */

import { fill, h, icon, sentence } from "./dom.js";
import { t } from "./texts.js";

/** @import { RouteWords } from "../wire.d.ts" */

const signs = { inbound: "in", unavailable: "fallback", outbound: "out" };

/** @param {RouteWords} route */
const heading = ({ kind, assistant }) => {
  if (kind === "inbound") return t("somebody-calls");
  return kind === "outbound" ? t("campaign-calls") : t("is-unavailable", { name: assistant ?? "" });
};

/** A list that says what happens to each sort of call. */
export function routeList() {
  const list = h("dl", { class: "routes", "aria-live": "polite" });
  let shown = "";
  return {
    element: list,
    /** @param {RouteWords[]} routes */
    show(routes) {
      // Said again only when it is another: it is read out while somebody types.
      const text = JSON.stringify(routes);
      if (text === shown) return;
      shown = text;
      fill(
        list,
        routes.map((route) =>
          h(
            "div",
            { class: route.isLost ? "route is-lost" : "route" },
            icon(signs[/** @type {keyof typeof signs} */ (route.kind)] ?? "in"),
            h("dt", {}, heading(route), route.isNew && h("span", { class: "was" }, t("route-new"))),
            h("dd", {}, sentence(route.words)),
          ),
        ),
      );
    },
  };
}
