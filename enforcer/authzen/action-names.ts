/**
 * AuthZEN's actions have no closed list of names; these are what its profiles use, each for one method. A method's own
 * name (in capitals) is an action too.
 */
export const methodsByAction: Readonly<Record<string, string>> = {
  read: "GET",
  create: "POST",
  write: "PUT",
  update: "PATCH",
  delete: "DELETE",
};

/** The method an action stands for; a name that is not in the list is taken for a method. */
export function methodOf(action: string): string {
  return Object.hasOwn(methodsByAction, action) ? (methodsByAction[action] ?? action) : action;
}
