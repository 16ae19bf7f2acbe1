/** Of the database that holds the log of requests; the page of the signed-out removes it, too. */
export const requestLogName = 'berth.requests'
