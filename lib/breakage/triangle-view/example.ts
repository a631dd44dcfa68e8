import type { OwnForm } from "./own-form";

/**
 * Eight months of one card type, invented: about two thirds of the face value are redeemed within eight months, and
 * December, when gifts are bought, sells most. Complete, so that every method has what it needs.
 */
export const exampleForm: Pick<OwnForm, "triangle" | "kind" | "exposures" | "exposureKind" | "prior" | "ultimateAge"> =
  {
    triangle: [
      "month of sale,1,2,3,4,5,6,7,8",
      "2025-07,8640,16480,20920,23800,25640,26920,27720,28280",
      "2025-08,7980,15540,20100,22740,24600,25800,26580",
      "2025-09,9240,17220,22050,25410,27300,28560",
      "2025-10,9900,19360,24970,28490,30690",
      "2025-11,16200,29700,38340,43470",
      "2025-12,24960,50880,66240",
      "2026-01,11440,21320",
      "2026-02,8850",
    ].join("\n"),
    kind: "cumulative",
    exposures: [
      "month of sale,face value",
      "2025-07,40000",
      "2025-08,38000",
      "2025-09,42000",
      "2025-10,44000",
      "2025-11,65000",
      "2025-12,96000",
      "2026-01,48000",
      "2026-02,39000",
    ].join("\n"),
    exposureKind: "face",
    prior: "0.74",
    ultimateAge: "24",
  };
