"""The columns of each table, as the loader lands them: system -> table -> columns in order."""


def _columns(text: str) -> list[str]:
    return text.split()


TABLES = {
    "salesforce": {
        "account": _columns("""
            id name parent_id master_record_id type industry website phone billing_street
            billing_city billing_state billing_postal_code billing_country owner_id created_date
            last_modified_date system_modstamp is_deleted currency_iso_code erp_customer_id_c
            tax_id_c _fivetran_synced"""),
        "contact": _columns("""
            id account_id email name first_name last_name phone title owner_id master_record_id
            is_deleted created_date _fivetran_synced"""),
        "currency_type": _columns("""
            id iso_code conversion_rate is_corporate is_active decimal_places _fivetran_synced"""),
        "dated_conversion_rate": _columns("""
            id iso_code start_date next_start_date conversion_rate _fivetran_synced"""),
        "opportunity": _columns("""
            id account_id name stage_name amount close_date created_date last_modified_date
            system_modstamp is_won is_closed probability expected_revenue forecast_category type
            owner_id currency_iso_code has_opportunity_line_item contract_start_date_c
            contract_term_c billing_frequency_c contract_executed_date_c erp_order_number_c
            is_deleted _fivetran_synced"""),
        "opportunity_history": _columns("""
            id opportunity_id stage_name amount probability close_date expected_revenue
            forecast_category created_by_id created_date system_modstamp is_deleted
            _fivetran_synced"""),
        "opportunity_line_item": _columns("""
            id opportunity_id product_2_id pricebook_entry_id product_code name quantity unit_price
            list_price discount total_price service_date sort_order created_date
            last_modified_date is_deleted _fivetran_synced"""),
        "product_2": _columns("""
            id name product_code family external_id is_active is_archived is_deleted created_date
            last_modified_date _fivetran_synced"""),
        "user": _columns("""
            id name email is_active manager_id user_role_id department _fivetran_deleted
            _fivetran_synced"""),
    },
    "netsuite": {
        "account": _columns("""
            id acctnumber accountsearchdisplaynamecopy fullname accttype sspecacct generalrate
            parent eliminate issummary currency isinactive _fivetran_deleted _fivetran_synced"""),
        "accountingbook": _columns("""
            id name isprimary basebook _fivetran_deleted _fivetran_synced"""),
        "accountingperiod": _columns("""
            id periodname startdate enddate isposting isquarter isyear isadjust closed
            closedondate alllocked arlocked aplocked parent isinactive _fivetran_deleted
            _fivetran_synced"""),
        "currency": _columns("""
            id symbol name exchangerate isbasecurrency currencyprecision isinactive
            _fivetran_deleted _fivetran_synced"""),
        "currencyrate": _columns("""
            id basecurrency transactioncurrency effectivedate exchangerate lastmodifieddate
            _fivetran_deleted _fivetran_synced"""),
        "customer": _columns("""
            id entityid companyname altname isperson firstname lastname parent email url phone
            externalid accountnumber defaultbillingaddress defaultshippingaddress currency terms
            salesrep searchstage isinactive datecreated lastmodifieddate duplicate
            custentity_salesforce_account_id custentity_tax_id _fivetran_deleted date_deleted
            _fivetran_synced"""),
        "entityaddress": _columns("""
            nkey addressee addr1 addr2 city state dropdownstate zip country addrtext recordowner
            _fivetran_deleted _fivetran_synced"""),
        "item": _columns("""
            id itemid fullname displayname itemtype incomeaccount deferredrevenueaccount
            deferralaccount revenuerecognitionrule parent isinactive lastmodifieddate
            _fivetran_deleted _fivetran_synced"""),
        "nexttransactionlinelink": _columns("""
            previousdoc previousline previoustype nextdoc nextline nexttype linktype foreignamount
            lastmodifieddate"""),
        "revenueelement": _columns("""
            id revenuearrangement source sourcerecordtype referenceid item entity subsidiary
            currency exchangerate quantity salesamount discountedsalesamount allocationamount
            revrecstartdate revrecenddate elementdate revenuerecognitionrule recognitionaccount
            deferralaccount revenueplanstatus requiresrevenueplanupdate returnofelement
            accountingbook lastmodifieddate _fivetran_deleted _fivetran_synced"""),
        "revenueplan": _columns("""
            id createdfrom revenueplantype amount revenueplancurrency exchangerate
            recognitionmethod revrecstartdate revrecenddate totalrecognized
            remainingdeferredbalance holdrevenuerecognition terminmonths statusfordisplay item
            lastmodifieddate _fivetran_deleted _fivetran_synced"""),
        "revenueplanplannedrevenue": _columns("""
            id revenueplan plannedperiod postingperiod amount isrecognized journal dateexecuted
            deferredrevenueaccount recognitionaccount exchangerate plannedrevenuetype
            _fivetran_deleted _fivetran_synced"""),
        "subsidiary": _columns("""
            id name fullname legalname parent currency country iselimination fiscalcalendar
            federalidnumber isinactive _fivetran_deleted _fivetran_synced"""),
        "transaction": _columns("""
            id tranid transactionnumber type recordtype abbrevtype trandate duedate closedate
            createddate lastmodifieddate postingperiod posting status approvalstatus entity
            currency exchangerate foreigntotal foreignamountpaid foreignamountunpaid
            foreignpaymentamountused foreignpaymentamountunused taxtotal totalaftertaxes terms
            otherrefnum memo externalid voided void isreversal reversal intercoadj employee
            custbody_salesforce_opportunity_id _fivetran_deleted date_deleted _fivetran_synced"""),
        "transactionaccountingline": _columns("""
            accountingbook transaction transactionline account amount debit credit netamount
            posting exchangerate _fivetran_deleted _fivetran_synced"""),
        "transactionline": _columns("""
            id transaction uniquekey linesequencenumber mainline taxline item itemtype quantity
            rate netamount foreignamount subsidiary entity createdfrom expenseaccount isclosed
            closedate isrevrectransaction revenueelement transactionlinetype accountinglinetype
            transactiondiscount donotdisplayline iscogs eliminate isfxvariance quantitybilled
            expectedshipdate memo linelastmodifieddate _fivetran_deleted date_deleted
            _fivetran_synced"""),
    },
    "ops": {
        "projects": _columns("""
            project_id project_name account_name account_ref deal_ref status
            contract_executed_date planned_start_date started_date live_date cancelled_date
            planned_hours actual_hours cost_amount currency owner updated_at"""),
    },
    "spreadsheets": {
        "adjustments": _columns("""
            adjustment_id metric account_ref deal_ref period amount currency reason requested_by
            approved_by approved_at expires_on"""),
    },
}
