/** Google and Yahoo ask bulk senders to stay below 0.3 % (3 in 1,000); of fewer than three complaints nobody can say a rate. */
export const COMPLAINTS_PER_THOUSAND = 3;
export const LEAST_COMPLAINTS = 3;

/** Whether so many of those who were written to have complained that nothing more of the batch may leave by itself. */
export const hasTooManyComplaints = ({ complaints, sent }: { complaints: number; sent: number }): boolean =>
  complaints >= LEAST_COMPLAINTS && complaints * 1_000 >= sent * COMPLAINTS_PER_THOUSAND;
