/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON in its many wrappings, GeoJSON and TopoJSON. Expected shapes are those of RFC 7946 (appendix A) and of the TopoJSON
 * specification (section 1.1); positions of projections are gdaltransform's (GDAL 3.6).
 */
#include <math.h>
#include <string.h>

#include "geo-support.h"
#include "exchange/epc-crs.h"

static void
test_wrappings (void)
{
  static const char table[] = "a|b\n1|x\n2|\n";

  geo_assert ("[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":null}]", "t.json", 0, table);
  geo_assert ("{\"isSuccess\":true,\"errorMessages\":[],\"result\":[{\"a\":1,\"b\":\"x\"},{\"a\":2}]}", "t.json", 0, table);
  geo_assert ("{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n", "t.ndjson", 0, table);
  geo_assert ("\x1e{\"a\":1,\"b\":\"x\"}\n\x1e{\"a\":2}\n", "t.jsonl", 0, table);
  geo_assert ("\xef\xbb\xbf [[\"a\",\"b\"],[1,\"x\"],[2]]", "t.json", 0, "a|b\n1|x\n2|\n");
  geo_assert ("[\"a\",\"b\"]\n[1,\"x\"]\n[2]\n", "t.ndjson", 0, "a|b\n1|x\n2|\n");
  geo_assert ("{\"data\":{\"rows\":[[\"a\",\"b\"],[1,\"x\"],[2]]}}", "t.txt", 0, "a|b\n1|x\n2|\n");
  geo_assert ("{\"a\":1,\"b\":\"x\"}", "t.json", 0, "a|b\n1|x\n");
}

static void
test_values (void)
{
  /* Numbers keep their text, codes their zeros; true and false are answers; what is nested is a path. */
  geo_assert ("[{\"pcode\":\"0501\",\"n\":1.50,\"e\":1e3,\"t\":true,\"f\":false,\"in\":{\"x\":1,\"y\":{\"z\":\"q\"}},"
              "\"list\":[\"a\",\"b\",3],\"empty\":[],\"u\":\"\\u00e9\\ud83d\\ude00\"}]",
              "t.json", 0, "pcode|n|e|t|f|in/x|in/y/z|list|u\n0501|1.50|1e3|yes|no|1|q|a; b; 3|é😀\n");
  /* A repeat inside the rows is a sheet of its own. */
  static const char nested[]
      = "{\"results\":[{\"id\":1,\"people\":[{\"age\":3},{\"age\":4}]},{\"id\":2,\"people\":[{\"age\":5}]}]}";
  geo_assert (nested, "t.json", 0, "id\n1\n2\n");
  geo_assert (nested, "t.json", 1, "age\n3\n4\n5\n");
}

static void
test_refusals (void)
{
  g_autoptr (GString) deep = g_string_new ("[");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  geo_assert_has (deep->str, "t.json", "More than 64 levels");
  geo_assert_has ("[{\"a\":1},", "t.json", "cut off");
  geo_assert_has ("[{\"a\":1}\n{\"a\":2}]", "t.json", "Line 2: A comma");
  geo_assert_has ("[{\"a\":NaN}]", "t.json", "no value of JSON");
  geo_assert_has ("[{\"a\":\"\xff\"}]", "t.json", "not UTF-8");
  geo_assert_has ("{\"a\" 1}", "t.json", "colon");
  geo_assert_has ("[1,2,3]", "t.json", "1|2|3");
  geo_assert_has ("[[[1,2],[3,4]]]", "t.json", "");
  geo_assert_has ("{}", "t.json", "");
  geo_assert_has ("[]", "t.json", "no rows to read");
}

#define POINT "{\"type\":\"Point\",\"coordinates\":[102.0,0.5]}"
#define HOLED                                                                                                                    \
  "{\"type\":\"Polygon\",\"coordinates\":[[[100.0,0.0],[101.0,0.0],[101.0,1.0],[100.0,1.0],[100.0,0.0]],[[100.8,0.8],[100.8,0.2]," \
  "[100.2,0.2],[100.2,0.8],[100.8,0.8]]]}"

static void
test_geojson (void)
{
  geo_assert ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":" POINT ",\"properties\":{\"prop0\":"
              "\"value0\"}},{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[102.0,0.0],[103.0,1.0,7],"
              "[104.0,0.0]]},\"properties\":{\"prop0\":\"value0\",\"prop1\":0.0}},{\"geometry\":null,\"id\":7,\"properties\":{\"prop0\":"
              "\"n\"},\"type\":\"Feature\"}]}",
              "t.geojson", 0,
              "prop0|prop1|id|geometry\nvalue0|||{\"type\":\"Point\",\"coordinates\":[102,0.5]}\n"
              "value0|0.0||{\"type\":\"LineString\",\"coordinates\":[[102,0],[103,1],[104,0]]}\nn||7|\n");
  geo_assert (HOLED, "t.json", 0,
              "geometry\n{\"type\":\"Polygon\",\"coordinates\":[[[100,0],[101,0],[101,1],[100,1],[100,0]],[[100.8,0.8],[100.8,0.2],"
              "[100.2,0.2],[100.2,0.8],[100.8,0.8]]]}\n");
  geo_assert ("{\"type\":\"GeometryCollection\",\"geometries\":[" POINT ",{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}]}",
              "t.json", 0,
              "geometry\n{\"type\":\"Point\",\"coordinates\":[102,0.5]}\n{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}\n");
  /* One after the other, and a feature whose shape is a collection. */
  geo_assert ("{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[" POINT
              "]}}\n{\"type\":\"Feature\",\"properties\":{\"a\":2},\"geometry\":" POINT "}",
              "t.geojsonl", 0,
              "a|geometry\n1|{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[102,0.5]}]}\n"
              "2|{\"type\":\"Point\",\"coordinates\":[102,0.5]}\n");
}

#define FEATURE(shape) "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":" shape "}"

static void
test_bad_shapes (void)
{
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[18.5,-172.3]}"), "t.json", "latitude before longitude");
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[780000,2050000]}"), "t.json", "off the globe");
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[1e999,2]}"), "t.json", "is no number");
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[\"1\",\"2\"]}"), "t.json", "not all numbers");
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[1]}"), "t.json", "fewer than two");
  geo_assert_has (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[1,2],[3,4]]}"), "t.json", "not nested");
  geo_assert_has (FEATURE ("{\"type\":\"Point\",\"coordinates\":[[[[[[[[[[1,2]]]]]]]]]]}"), "t.json", "!");
  geo_assert_has (FEATURE ("{\"type\":\"Circle\",\"coordinates\":[1,2]}"), "t.json", "not known");
  /* A shape that is empty is none, and no reason to lose the row. */
  geo_assert (FEATURE ("{\"type\":\"Point\",\"coordinates\":[]}"), "t.json", 0, "a|geometry\n1|\n");
  geo_assert (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,2],[1,1]]]}"), "t.json", 0, "a|geometry\n1|\n");
  geo_assert_has ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},"
                  "\"features\":[" FEATURE (POINT) "]}",
                  "t.json", "EPSG::27700");
}

/* The example of the specification: a quantised topology of a line and two polygons that share an arc. */
#define TOPOLOGY_HEAD "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.0005000500050005,0.00010001000100010001],\"translate\":[100,0]},"
#define TOPOLOGY_ARCS "\"arcs\":[[[4000,0],[1999,9999],[2000,-9999],[2000,9999]],[[0,0],[0,9999],[2000,0],[0,-9999],[-2000,0]]]}"

static void
test_topojson (void)
{
  geo_assert (TOPOLOGY_HEAD
              "\"objects\":{\"example\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"properties\":{\"prop0\":"
              "\"value0\"},\"coordinates\":[4000,5000]},{\"type\":\"LineString\",\"properties\":{\"prop0\":\"value0\",\"prop1\":0},"
              "\"arcs\":[0]},{\"type\":\"Polygon\",\"properties\":{\"prop0\":\"value0\"},\"arcs\":[[-2]]}]},"
              "\"alone\":{\"type\":\"LineString\",\"arcs\":[0]}}," TOPOLOGY_ARCS,
              "t.topojson", 0,
              "prop0|prop1|geometry\nvalue0||{\"type\":\"Point\",\"coordinates\":[102.0002,0.50005]}\n"
              "value0|0|{\"type\":\"LineString\",\"coordinates\":[[102.0002,0],[102.9998,1],[103.9999,0],[105,1]]}\n"
              "value0||{\"type\":\"Polygon\",\"coordinates\":[[[100,0],[101.0001,0],[101.0001,1],[100,1],[100,0]]]}\n");
}

static void
test_bad_topologies (void)
{
  geo_assert_has (TOPOLOGY_HEAD "\"objects\":{\"x\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"arcs\":[2]}]}},"
                  TOPOLOGY_ARCS, "t.json", "a line that the file does not have");
  geo_assert_has (TOPOLOGY_HEAD "\"objects\":{\"x\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"arcs\":[-3]}]}},"
                  TOPOLOGY_ARCS, "t.json", "a line that the file does not have");
  geo_assert_has (TOPOLOGY_HEAD "\"objects\":{\"x\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"arcs\":[0.5]}]}},"
                  TOPOLOGY_ARCS, "t.json", "a line that the file does not have");
  /* The same long line, a million times. */
  g_autoptr (GString) bomb = g_string_new (TOPOLOGY_HEAD "\"arcs\":[[[0,0]");
  for (guint i = 0; i < 20000; i++)
    g_string_append (bomb, i % 2 == 0 ? ",[1,1]" : ",[-1,-1]");
  g_string_append (bomb, "]],\"objects\":{\"x\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"arcs\":[0");
  for (guint i = 0; i < 1000000; i++)
    g_string_append (bomb, ",0");
  g_string_append (bomb, "]}]}}}");
  geo_assert_has (bomb->str, "t.json", "4 million");
}

static void
test_projections (void)
{
  static const struct
  {
    gint64 code;
    double x, y, longitude, latitude;
  } cases[] = {
    { 32618, 780000, 2050000, -72.3479088070455, 18.5220109454317 },
    { 32719, 350000, 8050000, -70.4139064389526, -17.6317025980864 },
    { 3857, -8050000, 2100000, -72.3143803716215, 18.5327390722606 },
    { 31983, 300000, 7400000, -46.9585670963653, -23.4978801511788 },
    { 4326, -72, 18, -72, 18 },
    /* Lambert conics of Mexico, Jamaica and Puerto Rico: cs2cs of PROJ 9.1 from these degrees. */
    { 6372, 2800163.32579893, 829057.519383924, -99.1332, 19.4326 },
    { 6362, 3779731.8426945, 1050541.11041519, -89.6237, 20.967 },
    { 3448, 771862.332317363, 646824.577874527, -76.7936, 17.9712 },
    { 32161, 234605.87621144, 270000.50125906, -66.1057, 18.4655 },
  };
  /* In feet, as ESRI writes it and as OGC did in 1999 and 2019; cs2cs from -123.0351 44.9429 to EPSG:2269. */
  static const char *const feet[] = {
    "PROJCS[\"NAD_1983_StatePlane_Oregon_North_FIPS_3601_Feet_Intl\",GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\","
    "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION["
    "\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",8202099.738],PARAMETER[\"False_Northing\",0.0],PARAMETER["
    "\"Central_Meridian\",-120.5],PARAMETER[\"Standard_Parallel_1\",46.0],PARAMETER[\"Standard_Parallel_2\",44.3333333333333],"
    "PARAMETER[\"Latitude_Of_Origin\",43.6666666666667],UNIT[\"foot\",0.3048]]",
    "COMPD_CS[\"x\",PROJCS[\"NAD83 / Oregon North (ft)\",GEOGCS[\"NAD83\",DATUM[\"North_American_Datum_1983\",SPHEROID[\"GRS 1980\",6378137,"
    "298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Lambert_Conformal_Conic_2SP\"],"
    "PARAMETER[\"latitude_of_origin\",43.6666666666667],PARAMETER[\"central_meridian\",-120.5],PARAMETER[\"standard_parallel_1\",46],"
    "PARAMETER[\"standard_parallel_2\",44.3333333333333],PARAMETER[\"false_easting\",8202099.738],PARAMETER[\"false_northing\",0],"
    "UNIT[\"foot\",0.3048],AXIS[\"X\",EAST],AXIS[\"Y\",NORTH]],VERT_CS[\"h\",VERT_DATUM[\"h\",2005],UNIT[\"metre\",1]]]",
    "PROJCRS[\"NAD83 / Oregon North (ft)\",BASEGEOGCRS[\"NAD83\",DATUM[\"North American Datum 1983\",ELLIPSOID[\"GRS 1980\",6378137,"
    "298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]]],CONVERSION[\"x\",METHOD["
    "\"Lambert Conic Conformal (2SP)\",ID[\"EPSG\",9802]],PARAMETER[\"Latitude of false origin\",43.6666666666667],PARAMETER["
    "\"Longitude of false origin\",-120.5],PARAMETER[\"Latitude of 1st standard parallel\",46],PARAMETER["
    "\"Latitude of 2nd standard parallel\",44.3333333333333],PARAMETER[\"Easting at false origin\",8202099.738,LENGTHUNIT[\"foot\",0.3048]],"
    "PARAMETER[\"Northing at false origin\",0,LENGTHUNIT[\"foot\",0.3048]]],CS[Cartesian,2],AXIS[\"easting (X)\",east,ORDER[1],"
    "LENGTHUNIT[\"foot\",0.3048]],AXIS[\"northing (Y)\",north,ORDER[2],LENGTHUNIT[\"foot\",0.3048]],ID[\"EPSG\",2269]]",
  };
  static const char magna[]
      = "PROJCS[\"MAGNA_Colombia_Bogota\",GEOGCS[\"GCS_MAGNA\",DATUM[\"D_MAGNA\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],"
        "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\","
        "1000000.0],PARAMETER[\"False_Northing\",1000000.0],PARAMETER[\"Central_Meridian\",-74.0775079166667],PARAMETER[\"Scale_Factor\","
        "1.0],PARAMETER[\"Latitude_Of_Origin\",4.59620041666667],UNIT[\"Meter\",1.0]]";
  EpcCrs crs;
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double x = cases[i].x, y = cases[i].y;
      g_assert_true (epc_crs_of_code (&crs, cases[i].code));
      g_assert_true (epc_crs_to_degrees (&x, &y, &crs));
      g_assert_cmpfloat_with_epsilon (x, cases[i].longitude, 1e-8);
      g_assert_cmpfloat_with_epsilon (y, cases[i].latitude, 1e-8);
    }
  double x = 700000, y = 600000;
  g_assert_true (epc_crs_of_wkt (&crs, magna, &name));
  g_assert_true (epc_crs_to_degrees (&x, &y, &crs));
  g_assert_cmpfloat_with_epsilon (x, -76.7718438851801, 1e-8);
  g_assert_cmpfloat_with_epsilon (y, 0.977731284694598, 1e-8);
  g_clear_pointer (&name, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (feet); i++)
    {
      x = 7545831.13713093;
      y = 475574.97497214;
      g_assert_true (epc_crs_of_wkt (&crs, feet[i], &name));
      g_assert_true (epc_crs_to_degrees (&x, &y, &crs));
      g_assert_cmpfloat_with_epsilon (x, -123.0351, 1e-8);
      g_assert_cmpfloat_with_epsilon (y, 44.9429, 1e-8);
      g_clear_pointer (&name, g_free);
    }
  /* Another datum lies hundreds of metres off. */
  g_assert_false (epc_crs_of_wkt (&crs, "GEOGCS[\"PSAD56\",DATUM[\"Provisional_South_American_Datum_1956\"]]", &name));
  g_assert_cmpstr (name, ==, "PSAD56");
}

static void
test_centres (void)
{
  /* A horseshoe: its centroid lies outside, the point that stands for it must not. */
  static const guint n = 8;
  static const double horseshoe[][2] = { { 0, 0 }, { 3, 0 }, { 3, 3 }, { 2, 3 }, { 2, 1 }, { 1, 1 }, { 1, 3 }, { 0, 3 } };
  g_autoptr (EpcGeometryBuilder) builder = epc_geometry_builder_new ();
  EpcGeometry shape;
  double x, y;

  epc_geometry_builder_begin (builder, EPC_GEOMETRY_POLYGON);
  epc_geometry_builder_begin_ring (builder);
  for (guint i = 0; i < n; i++)
    epc_geometry_builder_point (builder, horseshoe[i][0], horseshoe[i][1]);
  epc_geometry_builder_end (builder);
  epc_geometry_builder_end (builder);
  g_assert_true (epc_geometry_builder_finish (builder, &shape, NULL));
  g_assert_cmpuint (shape.n_points, ==, 9);
  /* Header, one ring, nine points of two doubles: OGC 06-103r4. */
  g_assert_cmpuint (shape.length, ==, 1 + 4 + 4 + 4 + 9 * 16);
  g_assert_true (epc_geometry_centre (&shape, &x, &y));
  g_assert_true ((y < 1 && x > 0 && x < 3) || (x > 0 && x < 1) || (x > 2 && x < 3));
  g_assert_true (y > 0 && y < 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/wrappings", test_wrappings);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/refusals", test_refusals);
  g_test_add_func ("/json/geojson", test_geojson);
  g_test_add_func ("/json/bad-shapes", test_bad_shapes);
  g_test_add_func ("/json/topojson", test_topojson);
  g_test_add_func ("/json/bad-topologies", test_bad_topologies);
  g_test_add_func ("/json/projections", test_projections);
  g_test_add_func ("/json/centres", test_centres);
  return g_test_run ();
}
