package dev.lamplighter.cost.parquet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names are those of Parquet files that AWS wrote, where AWS has such a column. */
final class ColumnNamesTest {
    @ParameterizedTest
    @CsvSource({
        "identity/LineItemId,                            identity_line_item_id",
        "lineItem/UnblendedCost,                         line_item_unblended_cost",
        "bill/BillingPeriodStartDate,                    bill_billing_period_start_date",
        "product/maxIopsvolume,                          product_max_iopsvolume",
        "product/ProductName,                            product_product_name",
        "reservation/ReservationARN,                     reservation_reservation_a_r_n",
        "savingsPlan/SavingsPlanARN,                     savings_plan_savings_plan_a_r_n",
        "resourceTags/user:CostCenter,                   resource_tags_user_cost_center",
        "resourceTags/aws:ec2spot:fleet-request-id,      resource_tags_aws_ec2spot_fleet_request_id",
        "resourceTags/user:business unit,                resource_tags_user_business_unit",
        "resourceTags/user:k8s.io/cluster-autoscaler/enabled, resource_tags_user_k8s_io_cluster_autoscaler_enabled",
        "resourceTags/user:__A--b__,                     resource_tags_user_a_b",
        "resourceTags/user:Caf\u00e9,                    resource_tags_user_caf",
        "/Owner,                                         _owner",
        "billing/Period,                                 report_billing_period",
    })
    void followAwsRules(String header, String name) {
        assertThat(ColumnNames.of(header)).isEqualTo(name.startsWith("_") ? name.substring(1) : name);
    }

    @Test
    void dropUnderscoresFromTheLeftWhenTooLong() {
        String key = "Ab".repeat(90);

        String name = ColumnNames.of("resourceTags/user:" + key);

        assertThat(name)
                .hasSize(ColumnNames.MAX_LENGTH)
                .startsWith("resourcetagsuserabab")
                .endsWith("_ab_ab");
        assertThat(name.replace("_", "")).isEqualTo("resourcetagsuser" + "ab".repeat(90));
    }
}
