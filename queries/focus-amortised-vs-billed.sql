-- purpose: FOCUS: what amortised costs come to beside the bill, and what of the difference commitments make
-- parameters: database, costs, first_month, last_month
-- needs: billedcost, effectivecost, billingcurrency, commitmentdiscountid
-- columns:
--   billing_period              month of the bill, YYYY-MM
--   currency_code               of all costs in the row; currencies are never added up
--   billed_cost                 as it is billed, exact decimal
--   amortised_cost              effective cost: what commitments cost stands where they are used, exact decimal
--   difference                  amortised_cost - billed_cost, exact decimal
--   billed_commitment_cost      part of billed_cost: charges of reservations and savings plans, purchases included, exact decimal
--   amortised_commitment_cost   the same charges in amortised_cost, exact decimal
--   rest                        difference of all other charges, as by discounts, exact decimal
--   unused_commitment_cost      part of amortised_cost: what commitments that nobody used cost, exact decimal, empty if not told
WITH charges AS (
  SELECT
    billing_period,
    billingcurrency AS currency_code,
    CAST(billedcost AS DECIMAL(24, 10)) AS billed_cost,
    amortised_cost,
    unused_commitment_cost,
    COALESCE(commitmentdiscountid, '') <> '' AS is_committed
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
months AS (
  SELECT
    billing_period,
    currency_code,
    COALESCE(SUM(billed_cost), 0) AS billed_cost,
    COALESCE(SUM(amortised_cost), 0) AS amortised_cost,
    COALESCE(SUM(CASE WHEN is_committed THEN billed_cost END), 0) AS billed_commitment_cost,
    COALESCE(SUM(CASE WHEN is_committed THEN amortised_cost END), 0) AS amortised_commitment_cost,
    SUM(unused_commitment_cost) AS unused_commitment_cost
  FROM charges
  GROUP BY billing_period, currency_code
)
SELECT
  billing_period,
  currency_code,
  billed_cost,
  amortised_cost,
  amortised_cost - billed_cost AS difference,
  billed_commitment_cost,
  amortised_commitment_cost,
  amortised_cost - amortised_commitment_cost - billed_cost + billed_commitment_cost AS rest,
  unused_commitment_cost
FROM months
ORDER BY billing_period, currency_code
