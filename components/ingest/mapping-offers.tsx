"use client";

import { Alert, Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { adoptFilesAction } from "@/lib/ingest/actions";
import type { MappingOffer } from "@/lib/ingest/first-draft";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = {
  offers: readonly MappingOffer[];
  total: number;
  fileIds: readonly number[];
  used: string | null;
  issuerCode: string;
};

/** Saved mappings that fit these files. One for another issuer takes the files there. */
export function MappingOffers({ offers, total, fileIds, used, issuerCode }: Props) {
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  const adopt = useAction(adoptFilesAction, {
    say: "",
    // A whole new page: nothing of the issuer that was left may stay on screen.
    after: ({ issuer, fileIds: moved }) => window.location.assign(columnsHref(issuer.code, moved, adopting ?? "")),
  });
  const adopting = offers.find((offer) => offer.issuer)?.name;
  return offers
    .filter((offer) => offer.name !== used)
    .slice(0, 3)
    .map((offer) => {
      const other = offer.issuer && offer.issuer.code !== issuerCode ? offer.issuer : null;
      return (
        <Alert
          key={offer.name}
          variant="light"
          mb="md"
          title={t("mapping.fits", { name: offer.name, count: offer.fits, total })}
        >
          <div className={classes.stack}>
            {offer.ignored.length > 0 ? <p>{t("mapping.ignores", { files: offer.ignored.join(", ") })}</p> : null}
            {other ? (
              <p>
                {t(other.create ? "mapping.create" : "mapping.other", {
                  issuer: other.name,
                  code: other.code,
                  currency: other.currency,
                })}
              </p>
            ) : null}
            <ActionFailure failure={adopt.failure} />
            <div className={classes.row}>
              {other ? (
                <Button
                  loading={adopt.pending}
                  onClick={() => adopt.run({ mapping: offer.name, fileIds: [...fileIds] })}
                >
                  {t("mapping.useSwitch", { name: offer.name, code: other.code })}
                </Button>
              ) : (
                <Button
                  loading={isGoing}
                  onClick={() => startGoing(() => router.push(columnsHref(issuerCode, fileIds, offer.name)))}
                >
                  {t("mapping.use", { name: offer.name })}
                </Button>
              )}
            </div>
          </div>
        </Alert>
      );
    });
}

function columnsHref(issuerCode: string, fileIds: readonly number[], mapping: string): string {
  const query = new URLSearchParams({ issuer: issuerCode, step: "columns", mapping });
  return `/issuer/imports/new?${query}&files=${fileIds.join(",")}`;
}
