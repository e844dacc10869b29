"use client";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchField } from "#components/ui/search-field.tsx";

/** What the matrix shows, all of it in the URL. */
export function MatrixFilters({
  apis,
}: {
  readonly apis: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <FilterBar
      params={["q", "rows", "api", "sensitivity", "only", "of"]}
      search={<SearchField label="Search roles or people" />}
    >
      <FilterSelect
        label="Columns"
        param="rows"
        options={[
          { value: "roles", label: "Roles" },
          { value: "people", label: "People" },
        ]}
      />
      <FilterSelect label="API" param="api" options={apis} />
      <FilterSelect label="Sensitivity" param="sensitivity" options={sensitivityOptions} />
      <FilterSelect
        label="Only"
        param="only"
        options={[
          { value: "uncalled", label: "What nobody may call" },
          { value: "unchallenged", label: "Restricted without a challenge" },
        ]}
      />
      <FilterSelect
        label="As of"
        param="of"
        options={[
          { value: "current", label: "The release in force" },
          { value: "draft", label: "Everything unpublished" },
        ]}
      />
    </FilterBar>
  );
}
