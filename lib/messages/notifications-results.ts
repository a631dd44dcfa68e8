import { words } from "./message";
import { notificationMessages } from "./notifications";
import { screenMessages } from "./screens";

/** What reminders brought: trials against a hold-out, the money on three ledgers, and what is learned from them. */
export const notificationResultMessages = {
  "results.title": "Results of reminders",
  "results.lead":
    "What reminders brought, against people who were held out by lot. Not what those who were written to have done.",
  "results.one": "Result of a batch",
  "results.titleOf": "Result of batch {id}",
  "results.leadOf": "{reason}, {channel}. Sent from {day} on, measured over {days} days after each person’s day.",
  "results.back": "All results",
  "results.toBatch": "The batch and its people",
  "results.noData": "There is no data yet. Import cards and transactions first.",

  "results.run.all": "Measurement of all reminders",
  "results.run.one": "Measurement of batch {id}",
  "results.measure": "Measure now",
  "results.measure.busy": "A measurement is under way.",
  "results.measure.of": "Of data up to {date}.",
  "results.measure.done": "{count} {n|batch|batches} measured, of data up to {date}.",

  "results.none": "Nothing has been sent yet",
  "results.none.text":
    "When an approved batch leaves, a part of its people is held out by lot. What the others do more is the effect, and it is shown here.",
  "results.none.action": "See the proposals",
  "results.unmeasured": "not measured yet",

  "results.all": "Batches that were sent",
  "results.batch": "Batch",
  "results.named": "Batch {id}",
  "results.kind": "{reason}, {channel}",
  "results.sent": "Reminded",
  "results.heldOut": "Held out",
  "results.rise": "Rise of the share that redeemed",
  "results.rise.percent": "{value} points",
  "results.perMailbox": "More redeemed per mailbox",
  "results.verdict": "Verdict",
  "results.net": "Left for the issuer",
  "results.measuredOn": "Measured",
  "results.range": "95 % interval",
  "results.interval": "{low} to {high}",

  "results.verdict.no-control": "nobody held out",
  "results.verdict.ratio-broken": "sample ratio broken",
  "results.verdict.too-early": "too early",
  "results.verdict.too-few": "too few to say",
  "results.verdict.helped": "helped",
  "results.verdict.did-not": "did not help",
  "results.why.no-control":
    "Nobody was held out, as the law wants it for a statutory notice or as the batch was approved. There is nothing to compare with, and so no effect to be told.",
  "results.why.ratio-broken":
    "{control} of {all} mailboxes are in the control where {share} were drawn. Chance alone does that less than once in a thousand times. Something removed or moved people after the draw, and no figure of this batch can be trusted: nothing more is shown.",
  "results.why.too-early":
    "The days of the last person pass on {day}. Until then the figures are shown without a verdict: whoever judges at the first good moment is wrong far more often than one time in twenty.",
  "results.why.too-few":
    "The interval reaches from {low} to {high} per mailbox. No effect lies in it, and so does the {expected} that was promised. With so few people the one cannot be told from the other.",
  "results.why.tooSmall": "An arm has fewer than {least} mailboxes. So few say nothing, whatever the figures show.",
  "results.why.helped":
    "All of the interval lies above nought: reminded people redeemed {value} more per mailbox, {low} to {high}. Promised were {expected}.",
  "results.why.did-not":
    "The interval ends at {high} per mailbox, below the {expected} that was promised, and an effect above nought cannot be shown.",

  "results.figure.rise": "Redeemed more, per mailbox",
  "results.figure.share": "Share that redeemed",
  "results.figure.shareOf": "{remind} of the reminded, {control} of the held out",
  "results.figure.rescued": "Rescued for customers",
  "results.figure.net": "Left for the issuer",
  "results.figure.none": "–",
  "results.figure.interval": "95 % interval {low} to {high}, to {day}",
  "results.figure.times": "{count} mailboxes reminded",
  "results.figure.netOf": "margin, less breakage given up and sending",
  "results.figure.notYet": "told when everybody’s days have passed",

  "results.arms": "The two arms",
  "results.arms.note": "Everybody who was drawn counts, whether his message arrived or not.",
  "results.arms.what": "Per mailbox",
  "results.arms.remind": "Reminded",
  "results.arms.control": "Held out",
  "results.arms.raw": "Difference",
  "results.arms.adjusted": "Adjusted",
  "results.outcome.redeemed": "Redeemed",
  "results.outcome.any": "Share that redeemed",
  "results.outcome.above": "Paid above the card",
  "results.outcome.toState": "Redeemed that a state would have taken",
  "results.outcome.left": "Expected never to be redeemed",
  "results.outcome.leftToState": "of it, to a state",
  "results.arms.aboveKnown":
    "What was paid above the card is known for {known} of {all} {n|redemption|redemptions}: the others’ source named no whole purchase.",

  "results.effects": "Effects with their intervals",
  "results.effects.note": "Per mailbox, 95 %",
  "results.effects.summary":
    "Adjusted by what was expected of each card, reminded people redeemed {value} more per mailbox, {low} to {high}; unadjusted {raw}.",
  "results.effects.point": "Effect",
  "results.effects.value": "Difference",
  "results.effects.range": "95 % interval",
  "results.effects.raw": "{what}, raw",
  "results.effects.adjusted": "{what}, adjusted",
  "results.adjust":
    "The adjustment takes off what the forecast had expected of each card before the draw. It explains {rho} of what differs between mailboxes{help}.",
  "results.adjust.helps": ", and makes the interval narrower by {narrower}",
  "results.adjust.noHelp": ": too little to be of help here",
  "results.method":
    "Fixed end, one verdict. Difference of means with Welch’s standard error; adjusted as CUPED does, θ {theta}. In parts of the control’s mean: {relative}.",
  "results.method.relative": "{value} ({low} to {high})",
  "results.method.noRelative": "cannot be told",

  "results.chart": "Rise of the share that redeemed",
  "results.chart.note": "Percentage points, adjusted, 95 % interval",
  "results.chart.summary": "{helped} of the {count} {n|batch|batches} measured to the end helped.",
  "results.chart.early": "No batch has been measured to its end yet: what is drawn may still change.",

  "results.ratio": "How the trial was drawn",
  "results.ratio.text":
    "Held out were {control} of {all} mailboxes, {share} were drawn: χ² gives p {p}, and anything from 0.001 on is as it should be.",
  "results.ratio.writtenTo":
    "{count} held-out {n|mailbox was|mailboxes were} written to by another batch within the days, because a law or the day of loss left no more time to wait. They stay in the control, so that the effect is rather shown too small.",
  "results.ratio.remindWrittenTo":
    "{count} reminded {n|mailbox was|mailboxes were} written to again by a later batch within the days: what that brought is in these figures too, and in the sum of all batches once.",
  "results.ratio.base":
    "At the approval {base} were expected to redeem without a reminder, and a rise of {detectable} points could be seen with 80 %. Without a reminder {seen} did.",
  "results.ratio.noDetectable": "no",
  "results.strata": "Strata",
  "results.strata.name": "Stratum",
  "results.strata.remind": "Reminded",
  "results.strata.control": "Held out",
  "results.strata.share": "Share that redeemed: reminded, held out",
  "results.outcomes": "What became of the people",
  "results.outcomes.note": "Everybody of both arms, each once",
  "results.outcomes.what": "Outcome",
  "results.outcomes.people": "People",
  "results.came.sent": "sent",
  "results.came.merged": "told in the message of another holder of the same mailbox",
  "results.came.held-out": "held out",
  "results.came.suppressed": "suppressed",
  "results.came.failed": "failed",
  "results.came.unknown": "unknown whether it arrived",
  "results.came.stopped": "stopped",
  "results.came.waiting": "waiting",

  "results.money": "The money, on three ledgers",
  "results.money.note": "Effect on a mailbox × mailboxes reminded, rounded once a line",
  "results.money.line": "Line",
  "results.money.amount": "Measured",
  "results.money.expected": "Expected when proposed",
  "results.money.within":
    "Within these days {within} more was expected; the column gives what was until the day of loss.",
  "results.money.rescued": "Customers: value rescued",
  "results.money.rescued.range": "{low} to {high}, 95 %",
  "results.money.marginOnRedeemed": "Issuer: margin on it",
  "results.money.marginAbove": "Issuer: margin on what was paid above the cards",
  "results.money.breakage": "Issuer: breakage given up",
  "results.money.cost": "Issuer: cost of sending",
  "results.money.net": "Issuer: left",
  "results.money.avoided": "States: escheat avoided",
  "results.money.basis.scores":
    "Rescued is what was expected never to be redeemed, less by so much than in the control, by the scores of {day}. It is the issuer’s breakage and the states’ money together, to the cent.",
  "results.money.basis.redeemed":
    "Rescued is what was redeemed more within the {days} days. Some of it would have come later anyway: when the cards are scored after {day}, what was only brought forward is taken off.",
  "results.money.margin": "Margin {margin} ({origin}); a message costs {cost}.",
  "results.money.marginAlone":
    "Margin {margin} ({origin}). What a message costs is not known in {currency}: nothing is taken off for it.",
  "results.money.none":
    "Money is told when everybody’s days have passed, if a control was held out and is as it was drawn.",
  "results.money.total": "All batches measured to the end",
  "results.money.total.note":
    "{count} {n|batch|batches}, {currency}. Each amount is the sum of the batches’ own pages.",
  "results.money.twice":
    "Taken off is what stands on two pages: what later batches brought to people whom an earlier one had reminded within its days, {amount} of what was rescued.",
  "results.money.origin.prior": "assumed",
  "results.money.origin.set": "set",
  "results.money.origin.measured": "measured",

  "results.history": "Measurements",
  "results.history.when": "Data up to",
  "results.history.complete": "Final",
  "results.history.yes": "yes",
  "results.history.no": "no",

  "results.learn": "What the hold-outs teach",
  "results.learn.note": "Of batches that ran to their end with a control",
  "results.learn.none":
    "No batch with a control has run to its end yet. Until then the figures of the proposals are assumed.",
  "results.learn.for": "For",
  "results.learn.what": "Figure",
  "results.learn.measured": "Measured",
  "results.learn.inForce": "In force",
  "results.learn.batches": "From batches",
  "results.learn.range": "{low} to {high}, 80 %",
  "results.learn.use": "Use measured value",
  "results.learn.used": "in use",
  "results.learn.taken": "Taken over: the next proposals are made with it.",
  "results.learn.given":
    "A trial sees one difference and cannot tell which of the two figures of an effect made it: each is found with the other as it is in force. Take over the one that you trust less. What was spent above the card is that of reminded people who redeemed, where the source names whole purchases, and is shown from {least} of them on. A figure holds from the next proposal on and stands in the history of the parameters.",
  "results.learn.source": "Measured against hold-outs of {n|batch|batches} {batches}.",
  "results.learn.source.spending": "Measured of those whom {n|batch|batches} {batches} reminded and who redeemed.",
  "results.learn.meanwhile": "Another figure has been measured since you looked. Reload the page and look again.",

  "results.defined.perMailbox":
    "Value redeemed from the cards of a mailbox within the horizon, mean of the reminded less mean of the held out, adjusted by what the forecast expected of the cards before the draw. Everybody drawn counts.",
  "results.defined.rise":
    "Share of mailboxes from which anything was redeemed within the horizon: reminded less held out, in percentage points, adjusted.",
  "results.defined.net":
    "Margin on what was rescued and on what was paid above the cards, less the breakage given up and the cost of sending.",
} as const;

export const t = words(screenMessages, notificationMessages, notificationResultMessages);
