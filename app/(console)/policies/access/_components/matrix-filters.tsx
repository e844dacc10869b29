"use client";
import type { z } from "zod";
import { MatrixExport } from "./matrix-export.tsx";
import { ZoomSwitch } from "./zoom-switch.tsx";
import { sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import type { csvExports } from "#lib/exports/contract.ts";

type Props = {
  readonly apis: readonly { readonly value: string; readonly label: string }[];
  readonly zoom: "apis" | "operations";
  readonly input: z.input<typeof csvExports.matrix.input>;
};

/** What the matrix shows, all of it in the URL. */
export function MatrixFilters({ apis, zoom, input }: Props) {
  return (
    <FilterBar
      params={["q", "rows", "api", "sensitivity", "only", "of", "zoom"]}
      search={<SearchField label="Search roles or people" />}
      end={<MatrixExport input={input} />}
    >
      <ZoomSwitch zoom={zoom} />
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
