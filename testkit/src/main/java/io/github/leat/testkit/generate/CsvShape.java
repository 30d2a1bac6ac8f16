package io.github.leat.testkit.generate;

import java.util.List;

/** The kinds of files the generator makes. */
public enum CsvShape {
    /**
     * 31 columns of conflict events, newest first, about 420 bytes a record, most of it in {@code notes}: commas, doubled
     * quotes and now and then a newline inside quotes. Header and HXL row as in ACLED's files of 2020 on HDX.
     */
    ACLED(
            300,
            "event_id_cnty",
            "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
                    + "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,"
                    + "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3",
            ",,#event+code,,#date+occurred,#date+year,,#event+type,,#group+name+first,#group+name+first+assoc,,"
                    + "#group+name+second,#group+name+second+assoc,,,#region+name,#country+name,#adm1+name,#adm2+name,"
                    + "#adm3+name,#loc+name,#geo+lat,#geo+lon,,#meta+source,,#description,#affected+killed,,#country+code"),

    /**
     * 14 columns of market prices by month, market and commodity, oldest first, about 130 bytes a record, as WFP publishes them
     * on HDX. National averages have empty regions and coordinates.
     */
    FOOD(
            120,
            "date,market,commodity,unit,pricetype",
            "date,admin1,admin2,market,latitude,longitude,category,commodity,unit,priceflag,pricetype,currency,price,usdprice",
            "#date,#adm1+name,#adm2+name,#loc+market+name,#geo+lat,#geo+lon,#item+type,#item+name,#item+unit,"
                    + "#item+price+flag,#item+price+type,#currency,#value,#value+usd"),

    /** 26 columns of short fields: 22 numbers, an ISO date, two words and an empty cell now and then; about 165 bytes a record. */
    NUMERIC(
            140,
            "id",
            "id,day,area,flag,n01,n02,n03,n04,n05,n06,n07,n08,n09,n10,n11,n12,d01,d02,d03,d04,d05,d06,d07,d08,w01,w02",
            ""),

    /** 12 columns, every field of every record quoted, also the numbers; about 195 bytes a record. */
    QUOTED(150, "id", "id,day,name,place,amount,quantity,status,code,title,remark,source,tag", "");

    private final int lowBytesPerRecord;
    private final String keyColumns;
    private final String header;
    private final String hxl;

    CsvShape(int lowBytesPerRecord, String keyColumns, String header, String hxl) {
        this.lowBytesPerRecord = lowBytesPerRecord;
        this.keyColumns = keyColumns;
        this.header = header;
        this.hxl = hxl;
    }

    /** The columns that together are unique and not empty, but for planted faults. */
    public List<String> keyColumns() {
        return List.of(keyColumns.split(",", -1));
    }

    /** The names in the header record. */
    public List<String> columns() {
        return List.of(header.split(",", -1));
    }

    /** Whether files of this kind can have an HXL row under the header. */
    public boolean hasHxl() {
        return !hxl.isEmpty();
    }

    /** A bound that files of this kind never have more records than: their mean record is longer than assumed here. */
    long mostRecords(long bytes) {
        return bytes / lowBytesPerRecord + 1;
    }

    String hxlRow() {
        return hxl;
    }
}
