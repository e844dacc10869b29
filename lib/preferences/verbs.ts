import { getPreferences, updatePreferences } from "./change-preferences.ts";
import { createView, listViews, removeView, updateView } from "./change-view.ts";

export const preferenceVerbs = [
  getPreferences,
  updatePreferences,
  listViews,
  createView,
  updateView,
  removeView,
] as const;
