# What R's `surveillance` says of the same weekly counts: Rscript farrington_oracle.R counts.csv first_week out.csv
# counts.csv: no header, a row a week, a column a series; every week from first_week (1 = the first) on is judged.
# out.csv: series, week, upperbound, alarm (0/1). Settings as Noufaily et al. 2013 recommend; outbreaks.py holds ours against them.
suppressMessages(library(surveillance))
given <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(given[1], header = FALSE))
weeks <- as.integer(given[2]):nrow(counts)
settings <- list(range = weeks, b = 5, w = 3, reweight = TRUE, weightsThreshold = 2.58, trend = TRUE, pThresholdTrend = 1,
                 noPeriods = 10, pastWeeksNotIncluded = 26, limit54 = c(0, 4), alpha = 0.005, thresholdMethod = "nbPlugin", verbose = FALSE)
one <- function(j) {
  series <- sts(observed = counts[, j, drop = FALSE], frequency = 52, epoch = seq_len(nrow(counts)))
  found <- suppressWarnings(farringtonFlexible(series, control = settings))
  data.frame(series = j, week = weeks, upperbound = as.numeric(upperbound(found)), alarm = as.integer(alarms(found)))
}
write.csv(do.call(rbind, lapply(seq_len(ncol(counts)), one)), given[3], row.names = FALSE)
