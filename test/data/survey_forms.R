# What made survey_forms.csv and survey_forms_gold.csv, in the folder it is run in: Rscript survey_forms.R
# R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust")
set.seed(20261126)
wilson <- function(p, se, q) {
  n <- p * (1 - p) / se^2
  m <- (p + q^2 / 2 / n) / (1 + q^2 / n)
  h <- q * sqrt(p * (1 - p) / n + q^2 / 4 / n^2) / (1 + q^2 / n)
  c(m - h, m + h)
}
list_of <- function(x) paste0("{", paste(ifelse(is.na(x), "NULL", x), collapse = ","), "}")
forms <- gold <- NULL
for (set in 1:240) {
  persons <- sample(c(3, 5, 8, 12, 20, 40), 1)
  questions <- sample(1:8, 1)
  top <- sample(c(3, 5, 10), 1)
  weighted <- set %% 2 == 0
  strata <- sample(1:3, 1)
  stratum <- rep_len(1:strata, persons)
  grp <- rep_len(1:2, persons)
  like <- runif(persons)
  icc <- sample(c(0, .3, .9), 1)
  w <- if (weighted) round(exp(rnorm(persons)), 3) else rep(1, persons)
  a <- matrix(NA, persons, questions)
  for (i in 1:persons) {
    own <- ifelse(runif(questions) < icc, like[i], runif(questions))
    a[i, ] <- ifelse(runif(questions) < .1, NA, 1 + floor(own * top * (1 - 1e-9)))
  }
  positive <- sort(sample(1:top, sample(1:(top - 1), 1)))
  conf <- sample(c(.8, .9, .95, .99), 1)
  forms <- rbind(forms, data.frame(set, stratum, grp, w = if (weighted) w else NA, answers = apply(a, 1, function(x) paste0('"', list_of(x), '"'))))

  long <- data.frame(person = rep(1:persons, questions), grp = rep(grp, questions), stratum = rep(stratum, questions),
                     w = rep(w, questions), answer = as.vector(a), one = 1)
  long$pos <- as.numeric(long$answer %in% positive)
  valid <- subset(long, !is.na(answer))
  n <- length(unique(valid$person))
  q <- qt(1 - (1 - conf) / 2, n - 1)
  d <- svydesign(ids = ~person, weights = ~w, data = valid)
  m <- svymean(~pos, d); p <- coef(m)[[1]]; se <- SE(m)[[1]]
  varies <- se > 1e-9 && p * (1 - p) / se^2 <= nrow(valid)
  ci <- if (varies) wilson(p, se, q) else c(NA, NA)
  b <- if (varies) attr(svyciprop(~pos, d, method = "beta", level = conf), "ci") else c(NA, NA)
  r <- svyratio(~pos, ~one, svydesign(ids = ~person, weights = ~w, data = long))
  s <- svymean(~answer, d)

  # two groups of persons
  tt <- if (length(unique(valid$grp)) == 2 && n > 3) svyttest(pos ~ I(grp == 1), d)
  if (!is.null(tt) && (!is.finite(tt$statistic) || abs(tt$estimate / tt$statistic) < 1e-9)) tt <- NULL # nothing varies
  diff <- rep(NA, 4)
  if (!is.null(tt)) {
    e <- tt$estimate[[1]]
    qd <- qt(1 - (1 - conf) / 2, tt$parameter) * abs(e / tt$statistic[[1]])
    diff <- c(100 * e, 100 * max(-1, e - qd), 100 * min(1, e + qd), tt$p.value[[1]])
  }

  # strata of persons, of whom those who answered are the sample
  nh <- tapply(valid$person, valid$stratum, function(x) length(unique(x)))
  valid$size <- as.vector(nh[as.character(valid$stratum)]) * 3 + valid$stratum * 7
  m2 <- svymean(~pos, svydesign(ids = ~person, strata = ~stratum, fpc = ~size, data = valid))

  gold <- rbind(gold, data.frame(set, positive = list_of(positive), conf, n, pct = 100 * p, se = 100 * se,
    low = 100 * ci[1], high = 100 * ci[2], beta_low = 100 * b[1], beta_high = 100 * b[2],
    asked_pct = 100 * r$ratio[1], asked_se = 100 * SE(r)[1],
    mean = coef(s)[[1]], mean_se = SE(s)[[1]], mean_low = coef(s)[[1]] - q * SE(s)[[1]], mean_high = coef(s)[[1]] + q * SE(s)[[1]],
    diff = diff[1], diff_low = diff[2], diff_high = diff[3], diff_p = diff[4],
    strata_pct = 100 * coef(m2)[[1]], strata_se = 100 * SE(m2)[[1]]))
}
write.csv(forms, "survey_forms.csv", row.names = FALSE, quote = FALSE, na = "")
num <- sapply(gold, is.numeric)
gold[num] <- lapply(gold[num], function(x) ifelse(is.na(x), "", formatC(x, digits = 15, format = "g", width = 1)))
gold$positive <- paste0('"', gold$positive, '"')
write.csv(gold, "survey_forms_gold.csv", row.names = FALSE, quote = FALSE)
