import type { PolicyChoices } from "./policy-form-context.ts";

type Named = { readonly items: readonly { readonly slug: string; readonly name: string }[] };

/** Lists of the inventory and directory as choices of the form. */
export function choicesOf(apis: Named, roles: Named, users: Named): PolicyChoices {
  return { apis: choices(apis), roles: choices(roles), users: choices(users) };
}

function choices({ items }: Named) {
  return items.map(({ slug, name }) => ({ value: slug, label: slug, description: name }));
}
